import { useSyncExternalStore } from 'react';

let onPaper = false;

/**
 * Whether the page is being printed. Browsers count the sheets before a media query tells a script
 * of them, so what it lays out for paper must be there by then: this is in time.
 */
export function useOnPaper(): boolean {
  return useSyncExternalStore(subscribe, () => onPaper);
}

function subscribe(notify: () => void): () => void {
  const follow = ({ type }: Event) => {
    onPaper = type === 'beforeprint';
    notify();
  };
  window.addEventListener('beforeprint', follow);
  window.addEventListener('afterprint', follow);
  return () => {
    window.removeEventListener('beforeprint', follow);
    window.removeEventListener('afterprint', follow);
  };
}
