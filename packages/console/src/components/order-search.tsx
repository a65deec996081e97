import { type FormEvent, useState } from 'react';
import { navigate } from './use-route.ts';

/** Opens the order of an exact id. */
export function OrderSearch() {
  const [orderId, setOrderId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (orderId.trim() !== '') navigate({ page: 'order', orderId: orderId.trim() });
  };
  return (
    <search>
      <form className="search" onSubmit={submit}>
        <label htmlFor="order-search" className="visually-hidden">
          Order id
        </label>
        <input
          id="order-search"
          type="search"
          placeholder="Exact order id"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          value={orderId}
          onChange={(event) => setOrderId(event.target.value)}
        />
        <button type="submit">Open</button>
      </form>
    </search>
  );
}
