// What the crosshair's parts share for writing to the page without React.

/** A new element at the end of `parent`. */
export function addElement(parent: HTMLElement, className: string, tag = 'div'): HTMLElement {
  const element = parent.ownerDocument.createElement(tag);
  element.className = className;
  parent.append(element);
  return element;
}

/** Writes `text` only where it differs: writing it again would lay the page out again. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets a style only where it differs: every write makes the browser look at the element anew. */
export function setStyle(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
