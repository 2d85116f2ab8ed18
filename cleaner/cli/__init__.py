"""The command line: reads, calls, writes; decides nothing."""
