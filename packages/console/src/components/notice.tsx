import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface NoticeProps {
  readonly tone: 'neutral' | 'good' | 'bad' | 'pending';
  readonly title: string;
  /** Read out when it appears. */
  readonly isAlert?: boolean;
  readonly children?: ReactNode;
}

const ICONS = { neutral: 'pending', good: 'good', bad: 'warning', pending: 'warning' } as const;

/** A box that says what is the case and what to do. */
export function Notice({ tone, title, isAlert = false, children }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} {...(isAlert && { role: 'alert' })}>
      <Icon name={ICONS[tone]} />
      <div>
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
