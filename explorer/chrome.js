// Streamlit speaks English only: what it says around our screens is put into the language of the page.
(() => {
  const FRENCH = WORDS;
  const NAMES = ["aria-label", "placeholder", "title"];
  const OURS = ".stHtml, .stMarkdown, [role=option]";
  const pairs = () =>
    Object.entries(FRENCH).map(([english, french]) =>
      document.documentElement.lang === "fr" ? [english, french] : [french, english]);

  // A phrase that ends in a space stands before a name: "Remove Centre", "Search: Rows".
  const translate = (text) => {
    const pair = pairs().find(([from]) => (from.endsWith(" ") ? text.startsWith(from) : text === from));
    return pair ? pair[1] + text.slice(pair[0].length) : text;
  };

  const translateAttributes = (element) => {
    for (const name of NAMES) {
      const text = element.getAttribute(name);
      if (text && translate(text) !== text) element.setAttribute(name, translate(text));
    }
  };

  const translateTree = (root) => {
    if (root.nodeType === Node.TEXT_NODE) {
      const text = root.nodeValue;
      if (translate(text) !== text && !root.parentElement?.closest(OURS)) root.nodeValue = translate(text);
    } else if (root.nodeType === Node.ELEMENT_NODE) {
      translateAttributes(root);
      root.childNodes.forEach(translateTree);
    }
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes" && change.target === document.documentElement) translateTree(document.body);
      else if (change.type === "attributes") translateAttributes(change.target);
      else if (change.type === "characterData") translateTree(change.target);
      else change.addedNodes.forEach(translateTree);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["lang", ...NAMES],
  });
})();
