import { describePart } from './describe-part.ts';

describePart('deadLetters', {
  'killed between row and status': 150,
  'dead letter': 800,
  'dead letter of a FULFILLED order dropped': 200,
  'dead letter met its row': 500,
  'dead letter met its row REDRIVEN': 120,
  redrive: 300,
  'operator killed between message and row': 30,
  'redrive taken over or given back': 30,
  'FULFILLED over FAILED': 200,
});
