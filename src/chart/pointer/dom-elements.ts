/** Appends a new element to `parent`. */
export function addElement(parent: HTMLElement, className: string, tag = 'div'): HTMLElement {
  const element = parent.ownerDocument.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

/** Sets the text of an element if it differs; reuses its text node to avoid a new layout box. */
export function setText(element: HTMLElement, text: string): void {
  const { firstChild } = element;
  if (!(firstChild instanceof Text)) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

/** Sets a style property if it differs, to avoid a style recalculation. */
export function setStyle(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
