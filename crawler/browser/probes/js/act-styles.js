() => {
  // The engine keeps every declaration of every rule by every element that it matches; its own rules ask for these few alone. A rule
  // without them is shown to it empty, not left out, for which rule meets an element first decides how the later ones are kept; once a
  // rule of all elements has met them, the others without are passed over.
  const asked = ['letterSpacing', 'lineHeight', 'wordSpacing', 'transform', 'rotate'];
  const own = (name) => Object.getOwnPropertyDescriptor(name === 'cssText' ? CSSRule.prototype : CSSStyleRule.prototype, name).get;
  const whole = own('cssText'), selector = own('selectorText');
  const told = (rule) => (rule.cssRules && rule.cssRules.length) || asked.some((name) => rule.style[name]);
  let met = false;
  Object.defineProperty(CSSStyleRule.prototype, 'selectorText', {
    configurable: true,
    get() {
      const text = selector.call(this);
      if (met && !told(this)) return '#openness-none';
      met = met || (!this.parentRule && text.split(',').some((one) => one.trim() === '*'));
      return text;
    },
  });
  Object.defineProperty(CSSStyleRule.prototype, 'cssText', {
    configurable: true,
    get() { return told(this) ? whole.call(this) : `${selector.call(this)} {}`; },
  });
}
