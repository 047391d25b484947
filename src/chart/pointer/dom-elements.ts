// What the crosshair's parts share for writing to the page without React.

/** A new element at the end of `parent`. */
export function addElement(parent: HTMLElement, className: string, tag = 'div'): HTMLElement {
  const element = parent.ownerDocument.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

/**
 * Makes `text` all that is in the element, where it differs: writing it again would lay the page out
 * again, and writing over the text that is there spares the browser a new box for it.
 */
export function setText(element: HTMLElement, text: string): void {
  const { firstChild } = element;
  if (!(firstChild instanceof Text)) element.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

/** Sets a style only where it differs: every write makes the browser look at the element anew. */
export function setStyle(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
