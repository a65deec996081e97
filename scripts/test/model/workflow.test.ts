import { describePart } from './describe-part.ts';

describePart('workflow', {
  'answer of a write lost': 400,
  replay: 250,
  conflict: 200,
  'task of the workflow timed out and went on': 150,
  'order marked FAILED that was not queued': 100,
  'message taken though SendToQueue failed': 80,
  'dead letter from the workflow': 90,
});
