import { LapwingError } from '../../../../common/errors.ts';
import { KAFKA_PARTITIONS } from '../../../pipeline.ts';
import type { Finding } from '../../../stream/broker-door.ts';
import { checkKafka } from '../../../stream/kafka-checkup.ts';
import { readKafkaSecurity, type KafkaSecurity } from '../../../stream/kafka-security.ts';
import { topicsOf, topicSpecs } from '../../../stream/topics.ts';

/** Settings, then everything about the brokers that they name; nothing where none is named. */
export async function checkBrokers(dataDir: string, brokers: readonly string[]): Promise<Finding[]> {
  if (brokers.length === 0) return [];
  const check = 'settings';
  let security: KafkaSecurity | undefined;
  try {
    security = readKafkaSecurity(dataDir);
  } catch (error) {
    if (!(error instanceof LapwingError)) throw error;
    return [{ check, ok: false, text: `${error.message}.` }];
  }
  return [{ check, ok: true, text: settingsText(security) }, ...(await checkKafka({ brokers, security }, topicSpecs(topicsOf('lapwing'), KAFKA_PARTITIONS)))];
}

function settingsText(security: KafkaSecurity | undefined): string {
  if (!security) return 'plain text: no TLS and no login are set';
  const authority = security.ca ? 'with the authority that is named' : 'with the authorities that Node knows';
  return `TLS ${authority}${security.sasl ? `, login as ${security.sasl.user} with ${security.sasl.mechanism}` : ', no login'}`;
}
