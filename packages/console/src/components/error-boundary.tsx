import { Component, type ReactNode } from 'react';
import { Notice } from './notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** A page that cannot be drawn leaves the others usable, and says so. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | undefined }> {
  override state = { error: undefined as Error | undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <Notice tone="bad" title={`This page cannot be shown: ${error.message}`} isAlert>
        <p>
          The other pages work on. Loading the page again may help; if it does not, this is a bug of the
          console, and curl on the API still tells everything.
        </p>
      </Notice>
    );
  }
}
