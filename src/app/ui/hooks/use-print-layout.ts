import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * Whether the page is being printed. Browsers count the sheets before a media query tells a script
 * of them, so what it lays out for paper must be there by then: this is in time.
 */
export function usePrintLayout(): boolean {
  const [onPaper, setOnPaper] = useState(false);
  useEffect(() => {
    const follow = ({ type }: Event) => flushSync(() => setOnPaper(type === 'beforeprint'));
    window.addEventListener('beforeprint', follow);
    window.addEventListener('afterprint', follow);
    return () => {
      window.removeEventListener('beforeprint', follow);
      window.removeEventListener('afterprint', follow);
    };
  }, []);
  return onPaper;
}
