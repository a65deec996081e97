import { Page } from '../components/page.tsx';
import { hashOf } from '../state/router.ts';

export function NotFoundPage() {
  return (
    <Page title="No such page">
      <p>
        This address names no page of the console. Go on to{' '}
        <a href={hashOf({ page: 'orders' })}>the orders</a>.
      </p>
    </Page>
  );
}
