import { describe, expect, it } from 'vitest';
import type { LivePacket } from '../../../common/live-packet.ts';
import { STATE_CHANNELS } from '../../../renderer/car/car-channels.ts';
import { CarFeed } from '../../../renderer/car/car-feed.ts';

const LAP = 5000;

function openFeed() {
  let take: (packet: LivePacket) => void = () => {};
  let closed = false;
  const live = {
    open(_wish: unknown, taker: (packet: LivePacket) => void) {
      take = taker;
      return { change() {}, close: () => void (closed = true) };
    },
  };
  const feed = new CarFeed(live, 'car7', () => LAP);
  const send = (racetime: number, values: Record<string, number>, epoch = 1, lap = 1): void => {
    const columns = STATE_CHANNELS.map((name) => new Float32Array([values[name] ?? 0]));
    const car = { car: 'car7', racetime: new Float64Array([racetime]), lap: new Uint16Array([lap]), columns };
    take({ subscription: 1, epoch, skipped: 0, cars: [car] });
  };
  return { feed, send, startAfresh: () => take({ subscription: 1, epoch: -1, skipped: 0, cars: [] }), isClosed: () => closed };
}

describe('CarFeed', () => {
  it('asks for no more channels than a subscription may have, each once', () => {
    expect(STATE_CHANNELS.length).toBeLessThanOrEqual(64);
    expect(new Set(STATE_CHANNELS).size).toBe(STATE_CHANNELS.length);
  });

  it('tells the newest of each quantity, in the units that are shown', () => {
    const { feed, send } = openFeed();
    feed.tick(0);
    expect(feed.state.value).toBeNull();
    send(10, { TyreTempInnerFR: 91, TyrePressureRL: 182, BrakeTempRR: 640, WaterTemp: 92, Fuel: 80, Damage: 12 });
    feed.tick(1);
    expect(feed.state.value).toMatchObject({
      wheels: { FR: { inner: 91 }, RR: { disc: 640 } },
      ...{ water: 92, fuel: 80, fuelLaps: null, ers: null, drs: null, damage: 12 },
    });
    expect(feed.state.value!.wheels.RL.pressure).toBeCloseTo(1.82, 6);
  });

  it('tells it ten times a second at most', () => {
    const { feed, send } = openFeed();
    send(10, { Fuel: 80 });
    feed.tick(1000);
    send(10.01, { Fuel: 79 });
    feed.tick(1050);
    expect(feed.state.value!.fuel).toBe(80);
    feed.tick(1100);
    expect(feed.state.value!.fuel).toBe(79);
  });

  it('keeps to the newest while the past is filled in behind it', () => {
    const { feed, send } = openFeed();
    send(50, { Fuel: 60 });
    send(20, { Fuel: 75 });
    feed.tick(0);
    expect(feed.state.value!.fuel).toBe(60);
  });

  it('shows ERS and DRS only of a car that has shown them, and then also while they rest', () => {
    const { feed, send } = openFeed();
    send(10, { ErsStore: 2, ErsCharge: 50, ErsPower: 120, DRS: 1 });
    feed.tick(0);
    expect(feed.state.value).toMatchObject({ ers: { charge: 50, power: 120 }, drs: 'open' });
    send(11, {});
    feed.tick(200);
    expect(feed.state.value).toMatchObject({ ers: { charge: 0, power: 0 }, drs: 'closed' });
  });

  it('knows how many laps the fuel lasts for', () => {
    const { feed, send } = openFeed();
    for (let i = 0; i <= 20; i++) send(i, { Distance: (i / 20) * (LAP - 1), Fuel: 50 - (i / 20) * 2 });
    feed.tick(0);
    expect(feed.state.value!.fuelLaps).toBeCloseTo(24, 0);
  });

  it('forgets the race before', () => {
    const { feed, send, startAfresh } = openFeed();
    send(500, { Fuel: 60, ErsStore: 2 });
    feed.tick(0);
    startAfresh();
    expect(feed.state.value).toBeNull();
    send(1, { Fuel: 100 }, 2);
    feed.tick(200);
    expect(feed.state.value).toMatchObject({ fuel: 100, ers: null });
  });
});
