import { type FormEvent, useRef, useState } from 'react';
import type { PlacedOrder } from '../api/order-api.ts';
import { useConsole } from '../components/console-context.ts';
import { FormField } from '../components/form-field.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { PlacedNotice } from '../components/placed-notice.tsx';
import { type FormError, formErrorOf } from '../state/field-errors.ts';
import { newOrderId, type OrderForm, orderBody } from '../state/order-form.ts';

type Outcome =
  | { readonly kind: 'placed'; readonly order: PlacedOrder & { readonly replayed: boolean } }
  | { readonly kind: 'refused'; readonly error: FormError };

export function PlaceOrderPage() {
  const { api } = useConsole();
  const [form, setForm] = useState<OrderForm>(() => ({ order_id: freshId(), product: '', quantity: '1' }));
  const [outcome, setOutcome] = useState<Outcome>();
  const [isSending, setIsSending] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const errors = outcome?.kind === 'refused' ? outcome.error.byField : {};
  const set = (field: keyof OrderForm) => (value: string) =>
    setForm((before) => ({ ...before, [field]: value }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setIsSending(true);
    try {
      setOutcome({ kind: 'placed', order: await api.placeOrder(orderBody(form)) });
    } catch (error) {
      const refused = formErrorOf(error);
      setOutcome({ kind: 'refused', error: refused });
      const [first] = Object.keys(refused.byField);
      if (first !== undefined) element.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
    } finally {
      setIsSending(false);
    }
  };

  return (
    <Page title="Place an order">
      <div className="columns place">
        <form ref={element} className="card form" noValidate onSubmit={(event) => void submit(event)}>
          <FormField
            name="order_id"
            label="Order id"
            hint="1 to 80 of A-Z a-z 0-9 - _; placing the same order twice is safe"
            value={form.order_id}
            error={errors.order_id}
            onChange={set('order_id')}
          >
            <button type="button" onClick={() => set('order_id')(freshId())}>
              New id
            </button>
          </FormField>
          <FormField
            name="product"
            label="Product"
            hint="1 to 256 characters"
            value={form.product}
            error={errors.product}
            onChange={set('product')}
          />
          <FormField
            name="quantity"
            label="Quantity"
            hint="A whole number from 1 to 1,000,000"
            inputMode="numeric"
            value={form.quantity}
            error={errors.quantity}
            onChange={set('quantity')}
          />
          <p className="form-end">
            <button type="submit" className="primary" disabled={isSending}>
              {isSending ? 'Placing…' : 'Place order'}
            </button>
            <span className="hint">It is sent as it stands, valid or not.</span>
          </p>
        </form>
        <section aria-label="Answer of the API" aria-live="polite" className="answer">
          {outcome === undefined && <p className="empty">The API's answer shows here.</p>}
          {outcome?.kind === 'placed' && <PlacedNotice order={outcome.order} />}
          {outcome?.kind === 'refused' && <Refused error={outcome.error} />}
        </section>
      </div>
    </Page>
  );
}

function Refused({ error: { title, byField, rest } }: { readonly error: FormError }) {
  const fields = Object.keys(byField);
  return (
    <Notice tone="bad" title={title}>
      {rest.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {fields.length > 0 && <p>See {fields.join(', ')}: what is wrong stands at the field.</p>}
    </Notice>
  );
}

function freshId(): string {
  return newOrderId(new Date(), Math.random());
}
