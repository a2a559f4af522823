import { notAnAddress, readBrokerAddress } from '../../stream/broker-address.ts';
import { textOption, UsageError, type Invocation } from './command.ts';

/** The parts of `--brokers HOST:PORT,…` or, without the option, of `LAPWING_BROKERS`, as they were given. */
export function namedBrokers(invocation: Invocation): string[] {
  const text = textOption(invocation, 'brokers') ?? process.env['LAPWING_BROKERS'] ?? '';
  return text.split(',').map((part) => part.trim()).filter((part) => part !== '');
}

/** The same, all of them addresses. Throws UsageError naming the part that is none. */
export function brokersOption(invocation: Invocation): string[] {
  const brokers = namedBrokers(invocation);
  const wrong = brokers.find((broker) => !readBrokerAddress(broker));
  if (wrong !== undefined) throw new UsageError(`--brokers: ${notAnAddress(wrong)}.`);
  return brokers;
}
