/**
 * Asks one question at a time: while an answer is on its way only the newest question waits, the ones between are dropped.
 * So a slider that moves faster than the answers come never builds a queue, and its last position is always asked.
 *
 * `answered` and `failed` hear of a question only while no newer one waits.
 */
export function latestWins<Q, A>(
  ask: (question: Q) => Promise<A>,
  answered: (answer: A, question: Q) => void,
  failed: (error: unknown, question: Q) => void,
): (question: Q) => void {
  let busy = false;
  let waiting: { question: Q } | null = null;

  async function run(question: Q): Promise<void> {
    busy = true;
    try {
      const answer = await ask(question);
      if (!waiting) answered(answer, question);
    } catch (error) {
      if (!waiting) failed(error, question);
    }
    busy = false;
    const next = waiting;
    waiting = null;
    if (next) void run(next.question);
  }

  return (question) => {
    if (busy) waiting = { question };
    else void run(question);
  };
}
