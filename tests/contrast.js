// The WCAG 2 contrast of every text that a page shows against what lies behind it; what is below AA comes back.
// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: 4.5 to 1, for large text (24 px, or 18.66 px bold) 3 to 1.
(() => {
  const colour = (text) => {
    const numbers = text.match(/-?[\d.]+(e-?\d+)?/g).map(Number);
    const [r, g, b, a = 1] = text.startsWith("color(") ? [...numbers.slice(0, 3).map((n) => n * 255), ...numbers.slice(3)] : numbers;
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((n, i) => n * a + below[i] * (1 - a));
  const behind = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.unshift(colour(getComputedStyle(at).backgroundColor));
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((n) => n / 255).map((n) => (n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const poor = [];
  let measured = 0;
  const measure = (one, style, ground, text) => {
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const own = colour(style.backgroundColor);
    const found = ratio(over(colour(style.color), over(own, ground)), over(own, ground));
    measured += 1;
    if (found < (large ? 3 : 4.5)) poor.push(`${found.toFixed(2)} ${one.tagName}.${one.className} ${text.trim().slice(0, 20)}`);
  };
  for (const one of document.body.querySelectorAll("*")) {
    if (one.matches("script, style, :disabled, rect, svg") || !one.checkVisibility({ visibilityProperty: true })) continue;
    const own = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (own.length) measure(one, getComputedStyle(one), behind(one.parentElement), own[0].data);
    for (const side of ["::before", "::after"]) {
      const style = getComputedStyle(one, side);
      if (!["none", "normal", '""'].includes(style.content)) measure(one, style, behind(one), style.content);
    }
  }
  return { measured, poor };
})()
