import { useConsole } from './console-context.ts';

/** What to do when the API does not answer. */
export function OutageAdvice({
  retryAt,
  now,
}: {
  readonly retryAt: number | undefined;
  readonly now: number;
}) {
  const { config } = useConsole();
  const seconds = retryAt === undefined ? 0 : Math.ceil((retryAt - now) / 1000);
  return (
    <>
      {config.local ? (
        <>
          Is <code>npx -y pnpm@12 start</code> running?
        </>
      ) : (
        'See the alarms of the order API, and docs/operations.md.'
      )}{' '}
      <span className="tabular">{seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again now.'}</span>
    </>
  );
}
