import { isSameContent } from '../sent-content.ts';
import { ofEachOrder } from './invariant.ts';

/** Sent once more when the faults are over, every order is answered, and one content of each is accepted. */
export const acceptedAfterFaults = ofEachOrder(
  'after the faults every order is accepted',
  ({ answers, order }) => {
    const last = answers.filter(({ isLast }) => isLast);
    if (last.length === 0) return [];
    const problems = last
      .filter(({ status }) => status !== 200 && status !== 409)
      .map(
        ({ status, detail }) =>
          `answered ${status ?? 'nothing'} when the faults were over${detail ? `: ${detail}` : ''}`,
      );
    const accepted = last.filter(({ status }) => status === 200);
    if (accepted.length !== 1)
      problems.push(`${accepted.length} contents were accepted when the faults were over`);
    if (accepted.some(({ content }) => order && !isSameContent(content, order)))
      problems.push('another content than the stored one was accepted when the faults were over');
    return problems;
  },
);
