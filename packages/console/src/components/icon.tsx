const PATHS = {
  // Shapes differ as well as colors: a clock, a check, a cross.
  pending: 'M8 4.5V8l2.5 1.5M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z',
  good: 'm3 8.5 3.2 3.2L13 4.8',
  bad: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 6v3.2M8 11.6v.1M8 2.2 14.5 13.5h-13Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8Z',
  up: 'M8 13V3.5M3.8 7.5 8 3.3l4.2 4.2',
  repeat: 'M3 8a5 5 0 0 1 8.6-3.4L13 6M13 2.8V6H9.8M13 8a5 5 0 0 1-8.6 3.4L3 10M3 13.2V10h3.2',
} as const;

export type IconName = keyof typeof PATHS;

/** A small picture beside a text that says the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
