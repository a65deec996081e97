import { useEffect } from 'react';
import { announce } from '../state/announcer.ts';
import { plural } from '../state/format.ts';
import { Icon } from './icon.tsx';

interface NewRowsPillProps {
  readonly unseen: { readonly count: number; readonly more: boolean };
  readonly noun: string;
  readonly onShow: () => void;
}

/** Floats over the list when new rows wait: they come in when the reader asks. */
export function NewRowsPill({ unseen, noun, onShow }: NewRowsPillProps) {
  const { count, more } = unseen;
  const isWaiting = count > 0;
  useEffect(() => {
    // Once, not with each row.
    if (isWaiting) announce(`New ${noun}s wait at the top of the list.`);
  }, [isWaiting, noun]);
  return (
    <div className="pill-place">
      {isWaiting && (
        <button type="button" className="pill" onClick={onShow}>
          <Icon name="up" />
          {more ? `${count}+ new ${noun}s` : plural(count, `new ${noun}`)}
        </button>
      )}
    </div>
  );
}
