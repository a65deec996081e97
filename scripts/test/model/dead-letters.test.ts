import { describePart } from './describe-part.ts';

describePart('deadLetters', {
  'killed between row and status': 150,
  'dead letter': 800,
  'dead letter of a FULFILLED order dropped': 200,
  'dead letter met its row': 500,
  'dead letter met its row REDRIVEN': 150,
  redrive: 300,
  'operator killed between message and row': 40,
  'FULFILLED over FAILED': 200,
});
