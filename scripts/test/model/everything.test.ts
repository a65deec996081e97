import { describePart } from './describe-part.ts';

describePart('everything', {
  'killed after a write': 200,
  'warehouse asked again for what it had fulfilled': 300,
  'two deliveries of an order at once': 700,
  'dead letter': 800,
  'dead letter met its row REDRIVEN': 60,
  redrive: 200,
  'operator killed between message and row': 15,
  replay: 500,
  conflict: 300,
  'order marked FAILED that was not queued': 50,
});
