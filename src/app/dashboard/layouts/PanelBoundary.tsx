import type { ReactNode } from 'react';
import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { ErrorBoundary } from '../../ui/errors/ErrorBoundary.tsx';

/** Confines an error to its panel until the view changes. */
export function PanelBoundary({ name, children }: { name: string; children: ReactNode }) {
  const { requestedView } = useView();
  const { copyText } = usePageServices();
  return (
    <ErrorBoundary name={name} resetKey={JSON.stringify(requestedView)} copyText={copyText}>
      {children}
    </ErrorBoundary>
  );
}
