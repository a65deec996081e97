import { describePart } from './describe-part.ts';

describePart('fulfillment', {
  'killed after a write': 100,
  'answer of a write lost': 300,
  'killed between row and status': 100,
  'warehouse asked again for what it had fulfilled': 300,
  'two deliveries of an order at once': 800,
  'a write met a newer order': 400,
  'FULFILLED over FAILED': 150,
  'a delivery met FULFILLED': 500,
  'dead letter': 800,
  'dead letter of a FULFILLED order dropped': 300,
  'batch with a poison message': 400,
});
