import type { ErrorInfo, ReactNode } from 'react';
import { ErrorBoundary as Base } from 'react-error-boundary';
import type { FallbackProps } from 'react-error-boundary';
import type { CopyText } from '../CopyButton.tsx';
import { BrokenPanel } from './BrokenPanel.tsx';

export interface ErrorBoundaryProps {
  name: string;
  children: ReactNode;
  /** The panel is rendered again when this changes. */
  resetKey?: string | undefined;
  copyText?: CopyText | undefined;
  onError?: ((error: unknown, info: ErrorInfo) => void) | undefined;
}

/** Replaces a panel that throws by a message. */
export function ErrorBoundary(props: ErrorBoundaryProps) {
  const { name, children, resetKey, copyText, onError } = props;
  const renderFallback = ({ error, resetErrorBoundary }: FallbackProps) => (
    <BrokenPanel name={name} error={error} copyText={copyText} onReload={resetErrorBoundary} />
  );
  return (
    <Base resetKeys={[resetKey]} fallbackRender={renderFallback} {...(onError && { onError })}>
      {children}
    </Base>
  );
}
