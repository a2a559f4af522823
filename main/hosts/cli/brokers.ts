import { textOption, UsageError, type Invocation } from './command.ts';

/** `HOST:PORT,…` or, without the option, `LAPWING_BROKERS`. Throws UsageError naming the part that is no address. */
export function brokersOption(invocation: Invocation): string[] {
  const text = textOption(invocation, 'brokers') ?? process.env['LAPWING_BROKERS'] ?? '';
  const brokers = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  for (const broker of brokers) {
    const port = /^(?:[\w.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})$/.exec(broker)?.[1];
    if (port === undefined || Number(port) < 1 || Number(port) > 65535) {
      throw new UsageError(`--brokers ${broker}: not an address of the form host:port, with a port from 1 to 65535.`);
    }
  }
  return brokers;
}
