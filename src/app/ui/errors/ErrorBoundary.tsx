import { Component } from 'react';
import type { ErrorInfo, ReactNode } from 'react';
import { BrokenPanel } from './BrokenPanel.tsx';
import type { CopyText } from '../CopyButton.tsx';

export interface ErrorBoundaryProps {
  /** What broke, in the reader's words: the panel's title. */
  name: string;
  children: ReactNode;
  /** When this changes, such as with the view, the panel is tried again. */
  resetKey?: string | undefined;
  copyText?: CopyText | undefined;
  onError?: ((error: unknown, info: ErrorInfo) => void) | undefined;
}

interface State {
  broken: { error: unknown } | null;
  resetKey: string | undefined;
}

/** Keeps what throws in a panel to that panel. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { broken: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { broken: { error } };
  }

  static getDerivedStateFromProps({ resetKey }: ErrorBoundaryProps, state: State): State | null {
    return resetKey === state.resetKey ? null : { broken: null, resetKey };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  override render() {
    const { broken } = this.state;
    if (!broken) return this.props.children;
    return (
      <BrokenPanel
        name={this.props.name}
        error={broken.error}
        copyText={this.props.copyText}
        onReload={() => this.setState({ broken: null })}
      />
    );
  }
}
