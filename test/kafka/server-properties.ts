/** Where the listeners with TLS are, and the key stores that they show; their password is `KEY_PASSWORD`. */
export interface SecuredListeners {
  port: number;
  keyStore: string;
  expiredPort: number;
  expiredKeyStore: string;
}

/** A node among those that vote for the controller, each with the port on which the others find it. */
export interface Quorum {
  id: number;
  voters: readonly { id: number; port: number }[];
}

export const KEY_PASSWORD = 'of-the-keys';

/** A KRaft node on the loopback that is broker and controller, made for tests: nothing waits, no topic by accident. */
export function serverProperties(port: number, { id, voters }: Quorum, dataDir: string, secured?: SecuredListeners): string {
  const controllerPort = voters.find((voter) => voter.id === id)!.port;
  const more = secured ? [`SECURED://127.0.0.1:${secured.port}`, `EXPIRED://127.0.0.1:${secured.expiredPort}`] : [];
  const plain = [`PLAINTEXT://127.0.0.1:${port}`, ...more];
  return [
    'process.roles=broker,controller',
    `node.id=${id}`,
    `controller.quorum.voters=${voters.map((voter) => `${voter.id}@127.0.0.1:${voter.port}`).join(',')}`,
    `listeners=${plain.join(',')},CONTROLLER://127.0.0.1:${controllerPort}`,
    `advertised.listeners=${plain.join(',')}`,
    'controller.listener.names=CONTROLLER',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL,EXPIRED:SASL_SSL',
    `log.dirs=${dataDir.replaceAll('\\', '/')}/log`,
    'auto.create.topics.enable=false',
    'offsets.topic.num.partitions=4',
    `offsets.topic.replication.factor=${voters.length}`,
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    'num.network.threads=2',
    'num.io.threads=4',
    ...(secured ? [...withLogin('secured', secured.keyStore), ...withLogin('expired', secured.expiredKeyStore), ...RIGHTS] : []),
    '',
  ].join('\n');
}

/** Whoever comes over plain text may do everything; the others, what no rule forbids. */
const RIGHTS = [
  'authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'super.users=User:ANONYMOUS',
  'allow.everyone.if.no.acl.found=true',
];

export const USER = 'pit';
export const PASSWORD = 'wall-of-secrets';

function withLogin(listener: string, keyStore: string): string[] {
  const setting = (name: string, value: string): string => `listener.name.${listener}.${name}=${value}`;
  return [
    setting('ssl.keystore.type', 'PKCS12'),
    setting('ssl.keystore.location', keyStore.replaceAll('\\', '/')),
    setting('ssl.keystore.password', KEY_PASSWORD),
    setting('sasl.enabled.mechanisms', 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512'),
    setting('plain.sasl.jaas.config', `org.apache.kafka.common.security.plain.PlainLoginModule required user_${USER}="${PASSWORD}";`),
    ...['256', '512'].map((bits) =>
      setting(`scram-sha-${bits}.sasl.jaas.config`, 'org.apache.kafka.common.security.scram.ScramLoginModule required;'),
    ),
  ];
}
