import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { notAnAddress, readBrokerAddress, type BrokerAddress } from './broker-address.ts';
import { askVersions, speaksWithUs, versionName } from './broker-versions.ts';
import { tlsOptions } from './kafka-client.ts';
import { connectionRefusal } from './kafka-error.ts';
import type { KafkaSecurity } from './kafka-security.ts';

/** What was found of one thing and, when it is not well, what to do: one line. */
export interface Finding {
  check: string;
  ok: boolean;
  text: string;
}

/** ms to wait for each thing. */
const PATIENCE = 5000;

/** The way to one broker, step by step until one does not work: its address, TCP, TLS, and whether Kafka answers. */
export async function checkBroker(text: string, security: KafkaSecurity | undefined): Promise<Finding[]> {
  const address = readBrokerAddress(text);
  if (!address) return [{ check: 'broker', ok: false, text: `${notAnAddress(text)}.` }];
  const findings: Finding[] = [];
  let socket: Socket | undefined;
  try {
    socket = await reach(address);
    findings.push({ check: 'broker', ok: true, text: `${text} accepts connections` });
    if (security) {
      const secured = await agree(socket, address, security);
      socket = secured;
      findings.push({ check: 'tls', ok: true, text: `${text}: ${certificateText(secured)}` });
    }
    findings.push(await speaks(text, socket, security !== undefined));
  } catch (error) {
    findings.push(findings.length === 0 ? unreachable(text, error as Error) : noTls(text, error as Error));
  } finally {
    socket?.destroy();
  }
  return findings;
}

/** Whether anybody listens there. */
export async function reachable(address: BrokerAddress): Promise<boolean> {
  return reach(address).then(
    (socket) => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}

function within<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`${what} within ${PATIENCE / 1000} s`)), PATIENCE)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function opened<T extends Socket>(socket: T, event: 'connect' | 'secureConnect', what: string): Promise<T> {
  const ready = new Promise<T>((resolve, reject) => void socket.once(event, () => resolve(socket)).once('error', reject));
  return within(what, ready).catch((error: unknown) => {
    socket.destroy();
    throw error;
  });
}

function reach({ host, port }: BrokerAddress): Promise<Socket> {
  return opened(connectPlain({ host, port }), 'connect', 'it does not answer');
}

function agree(socket: Socket, { host }: BrokerAddress, security: KafkaSecurity): Promise<TLSSocket> {
  return opened(connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }), ...tlsOptions(security) }), 'secureConnect', 'nobody speaks TLS');
}

function certificateText(socket: TLSSocket): string {
  const { subject, valid_to: until } = socket.getPeerCertificate();
  return `${socket.getProtocol() ?? 'TLS'}, certificate of ${String(subject.CN)}, valid until ${new Date(until).toISOString().slice(0, 10)}`;
}

async function speaks(text: string, socket: Socket, secured: boolean): Promise<Finding> {
  const check = 'protocol';
  try {
    const versions = await within('it says nothing that Kafka says', askVersions(socket));
    const found = `${text} speaks the protocol of Kafka ${versionName(versions)}`;
    return speaksWithUs(versions)
      ? { check, ok: true, text: found }
      : { check, ok: false, text: `${found}, and not what Lapwing speaks. Use a broker of 2.8 or newer.` };
  } catch (error) {
    const hint = secured ? 'Check that this is the port of a Kafka broker.' : 'If this port wants TLS, set LAPWING_KAFKA_TLS=on ("tls" in kafka.json); else check that it is the port of a Kafka broker.';
    return { check, ok: false, text: `${text}: ${(error as Error).message}. ${hint}` };
  }
}

function unreachable(text: string, error: Error): Finding {
  return { check: 'broker', ok: false, text: `${text}: ${error.message}. Start the broker, or check the address and the network.` };
}

function noTls(text: string, error: Error): Finding {
  const refusal = connectionRefusal(text, error)?.message.replace(/; next try in 30 s$/, '.');
  return { check: 'tls', ok: false, text: refusal ?? `${text}: ${error.message}. Give the port of its TLS listener, or take LAPWING_KAFKA_TLS away.` };
}
