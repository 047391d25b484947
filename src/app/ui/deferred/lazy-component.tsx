import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslator } from '../../i18n/use-translator.ts';
import { Button } from '../Button.tsx';
import styles from './lazy-component.module.css';

type Variant = 'panel' | 'dialog';

const IDLE_MS = 1_000;
const LOADING_NOTE_DELAY_MS = 150;

const loaders: (() => Promise<unknown>)[] = [];

export interface LazyComponent<Props extends object> {
  Component: ComponentType<Props>;
  prefetch: () => void;
  isLoaded: () => boolean;
}

/**
 * Creates a component whose code is loaded when it is first rendered or prefetched. `placeholder` is
 * rendered until then. If loading fails, the component shows the failure and a Retry button.
 */
export function lazyComponent<Props extends object>(
  importComponent: () => Promise<ComponentType<Props>>,
  variant: Variant = 'panel',
  placeholder?: (props: Props) => ReactNode,
): LazyComponent<Props> {
  let component: ComponentType<Props> | null = null;
  const load = async () => (component ??= await importComponent());
  loaders.push(load);
  return {
    prefetch: () => void load().catch(ignoreFailure),
    isLoaded: () => component !== null,
    Component: function Lazy(props) {
      const [Loaded, setLoaded] = useState(() => component);
      const [failed, setFailed] = useState(false);
      const startLoading = () => {
        setFailed(false);
        load().then(
          (loaded) => setLoaded(() => loaded),
          () => setFailed(true),
        );
      };
      useEffect(startLoading, []);
      if (Loaded) return <Loaded {...props} />;
      return (
        <>
          {placeholder?.(props)}
          {failed && <LoadFailure variant={variant} onRetry={startLoading} />}
          {!failed && !placeholder && variant === 'panel' && <LoadingNote />}
        </>
      );
    },
  };
}

/** Loads all components once the page has been idle for a second, in case the server goes away. */
export function usePrefetchWhenIdle(isIdle: boolean): void {
  useEffect(() => {
    if (!isIdle) return undefined;
    const timer = setTimeout(() => {
      void prefetchAll();
    }, IDLE_MS);
    return () => clearTimeout(timer);
  }, [isIdle]);
}

export async function prefetchAll(): Promise<void> {
  await Promise.all(loaders.map((load) => load().catch(ignoreFailure)));
}

// Rendering the component loads it again.
function ignoreFailure() {}

function LoadFailure({ variant, onRetry }: { variant: Variant; onRetry: () => void }) {
  const { t } = useTranslator();
  return (
    <div role="alert" className={styles.failed} data-variant={variant}>
      {t('panel.failed')}
      <Button onClick={onRetry}>{t('retry')}</Button>
    </div>
  );
}

function LoadingNote() {
  const { t } = useTranslator();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), LOADING_NOTE_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return <output className={styles.loading}>{isSlow && t('panel.loading')}</output>;
}
