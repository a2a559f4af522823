import { useEffect, useRef, useState } from 'preact/hooks';
import { latestWins } from './latest-wins.ts';
import { faultOf, type Fault } from './words.ts';

interface Answered<A> {
  /** The newest; it stays while the next is on its way and when that is a fault. */
  answer: A | null;
  fault: Fault | null;
}

/** The answer to a question that is asked anew whenever it changes, one at a time; null asks nothing. */
export function useLatest<Q, A>(ask: (question: Q) => Promise<A>, question: Q | null): Answered<A> {
  const [answered, setAnswered] = useState<Answered<A>>({ answer: null, fault: null });
  const put = useRef<((question: Q) => void) | null>(null);
  put.current ??= latestWins(
    ask,
    (answer) => setAnswered({ answer, fault: null }),
    (error) => setAnswered(({ answer }) => ({ answer, fault: faultOf(error) })),
  );
  const id = JSON.stringify(question);
  useEffect(() => {
    if (question !== null) put.current!(question);
  }, [id]);
  return answered;
}
