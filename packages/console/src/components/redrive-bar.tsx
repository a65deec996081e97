import { useEffect, useRef } from 'react';
import { formatInteger, plural } from '../state/format.ts';
import { Icon } from './icon.tsx';
import type { Redrive } from './use-redrive.ts';

interface RedriveBarProps {
  readonly selectable: readonly string[];
  readonly chosen: readonly string[];
  readonly redrive: Redrive;
  readonly onSelect: (ids: readonly string[]) => void;
  readonly onRedrive: () => void;
  /** Takes rows away that are done. */
  readonly onTidy: () => void;
}

/** Selects and redrives; says how it went. Its height never changes. */
export function RedriveBar({ selectable, chosen, redrive, onSelect, onRedrive, onTidy }: RedriveBarProps) {
  const { progress, results } = redrive;
  const checkbox = useRef<HTMLInputElement>(null);
  const isAll = selectable.length > 0 && chosen.length === selectable.length;
  useEffect(() => {
    if (checkbox.current) checkbox.current.indeterminate = chosen.length > 0 && !isAll;
  }, [chosen.length, isAll]);
  const redriven = [...results.values()].filter(({ status }) => status === 202).length;
  const others = results.size - redriven;
  return (
    <div className="redrive-bar">
      <label className="check">
        <input
          ref={checkbox}
          type="checkbox"
          checked={isAll}
          disabled={selectable.length === 0 || progress !== undefined}
          onChange={() => onSelect(isAll ? [] : selectable)}
        />
        <span>Select all {formatInteger(selectable.length)} loaded</span>
      </label>
      <button
        type="button"
        className="primary"
        disabled={chosen.length === 0 || progress !== undefined}
        onClick={onRedrive}
      >
        <Icon name="repeat" />
        {chosen.length === 0 ? 'Redrive selected' : `Redrive ${plural(chosen.length, 'order')}`}
      </button>
      <p className="redrive-summary" data-testid="redrive-summary">
        {progress !== undefined && `Redriving ${progress.done} of ${progress.all}…`}
        {progress === undefined && results.size > 0 && (
          <>
            {redriven} redriven{others > 0 && `, ${others} not`}{' '}
            <button type="button" className="link" onClick={onTidy}>
              Tidy up
            </button>
          </>
        )}
      </p>
    </div>
  );
}
