() => {
  // The engine keeps every declaration of every rule by every element that it matches; its own rules ask for these few alone. A rule
  // without them is shown to it empty, not left out: which rule meets an element first decides how the later ones are kept.
  const asked = ['letterSpacing', 'lineHeight', 'wordSpacing', 'transform', 'rotate'];
  const whole = Object.getOwnPropertyDescriptor(CSSRule.prototype, 'cssText').get;
  Object.defineProperty(CSSStyleRule.prototype, 'cssText', {
    configurable: true,
    get() {
      const nested = this.cssRules && this.cssRules.length;
      return nested || asked.some((name) => this.style[name]) ? whole.call(this) : `${this.selectorText} {}`;
    },
  });
}
