import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslator } from '../../i18n/use-translator.ts';
import { Button } from '../Button.tsx';
import styles from './lazy-component.module.css';

/** `panel`: it appears in its place; `dialog`: over the page. */
type Place = 'panel' | 'dialog';

/** How long nothing has to happen until there is time for what may come, in milliseconds. */
const CALM_FOR = 1_000;

const fetches: (() => Promise<unknown>)[] = [];

export interface LazyComponent<Props extends object> {
  Component: ComponentType<Props>;
  prefetch: () => void;
  /** Whether its code is here already. */
  isHere: () => boolean;
}

/**
 * A part of the page whose code is fetched when it is first opened or prefetched. Where it cannot be,
 * it says so in its place and can be asked for again: the rest of the page goes on. Until it is here
 * `waiting` stands in for it.
 */
export function lazyComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place: Place = 'panel',
  waiting?: (props: Props) => ReactNode,
): LazyComponent<Props> {
  let part: ComponentType<Props> | null = null;
  const fetchPart = async () => (part ??= await load());
  fetches.push(fetchPart);
  return {
    prefetch: () => void fetchPart().catch(ignore),
    isHere: () => part !== null,
    Component: function OnDemand(props) {
      const [Loaded, setLoaded] = useState(() => part);
      const [failed, setFailed] = useState(false);
      const fetchNow = () => {
        setFailed(false);
        fetchPart().then(
          (component) => setLoaded(() => component),
          () => setFailed(true),
        );
      };
      useEffect(fetchNow, []);
      if (Loaded) return <Loaded {...props} />;
      return (
        <>
          {waiting?.(props)}
          {failed && <Failed place={place} onRetry={fetchNow} />}
          {!failed && !waiting && place === 'panel' && <Loading />}
        </>
      );
    },
  };
}

/** Fetches all parts once there is nothing else to do, so that they are there when the server is not. */
export function usePrefetchWhenIdle(calm: boolean): void {
  useEffect(() => {
    if (!calm) return undefined;
    const timer = setTimeout(() => {
      void prefetchAll();
    }, CALM_FOR);
    return () => clearTimeout(timer);
  }, [calm]);
}

/** Fetches all parts there are, those that can be had. */
export async function prefetchAll(): Promise<void> {
  await Promise.all(fetches.map((fetchPart) => fetchPart().catch(ignore)));
}

/** It is asked for again when it is opened. */
function ignore() {}

function Failed({ place, onRetry }: { place: Place; onRetry: () => void }) {
  const { t } = useTranslator();
  return (
    <div role="alert" className={styles.failed} data-place={place}>
      {t('panel.failed')}
      <Button onClick={onRetry}>{t('retry')}</Button>
    </div>
  );
}

function Loading() {
  const { t } = useTranslator();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return <output className={styles.loading}>{slow && t('panel.loading')}</output>;
}
