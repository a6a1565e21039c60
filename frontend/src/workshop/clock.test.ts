import { expect, test, vi } from "vitest";
import { ServerClock } from "./clock";

/** A device whose clock is wrong, on a network whose trips we choose. */
function device({ wrongBy = 0 }: { wrongBy?: number } = {}) {
  const world = { at: 1_800_000_000_000, steady: 5_000, wrongBy };
  const trips: { out: number; back: number; lost?: boolean }[] = [];
  const pass = (ms: number) => {
    world.at += ms;
    world.steady += ms;
  };
  const clock = new ServerClock({
    ask: async () => {
      const { out, back, lost } = trips.shift() ?? { out: 40, back: 40 };
      pass(out);
      const answer = world.at;
      pass(back);
      if (lost) throw new Error("no answer");
      return answer;
    },
    steady: () => world.steady,
    wall: () => world.at + world.wrongBy,
  });
  return { world, trips, pass, clock };
}

async function sampled(clock: ServerClock, count: number) {
  vi.useFakeTimers();
  const done = clock.sample(count);
  await vi.runAllTimersAsync();
  await done;
  vi.useRealTimers();
}

test("a device that is seven minutes off shows the server's time", async () => {
  const { clock, world } = device({ wrongBy: 7 * 60_000 });
  expect(Math.abs(clock.now() - world.at)).toBe(7 * 60_000);
  await sampled(clock, 3);
  expect(clock.now()).toBe(world.at);
});

test("of several samples the shortest trip counts, and the error is at most half of it", async () => {
  const { clock, world, trips } = device({ wrongBy: -120_000 });
  trips.push({ out: 700, back: 20 }, { out: 30, back: 10 }, { out: 5, back: 900 });
  await sampled(clock, 3);
  expect(clock.uncertainty).toBe(20);
  expect(Math.abs(clock.now() - world.at)).toBe(10);
});

test("setting the device's clock while the page is open changes nothing", async () => {
  const { clock, world, pass } = device();
  await sampled(clock, 1);
  world.wrongBy = 3_600_000;
  pass(10_000);
  expect(clock.now()).toBe(world.at);
});

test("a worse sample does not replace a good one of a moment ago", async () => {
  const { clock, world, trips, pass } = device();
  trips.push({ out: 10, back: 10 });
  await sampled(clock, 1);
  trips.push({ out: 800, back: 0 });
  await sampled(clock, 1);
  expect(clock.now()).toBe(world.at);
  pass(6 * 60_000);
  trips.push({ out: 60, back: 40 });
  await sampled(clock, 1);
  expect(clock.uncertainty).toBe(50);
});

test("after the machine slept, even a slow sample is worth more than the old one", async () => {
  const { clock, world, trips } = device();
  trips.push({ out: 5, back: 5 });
  await sampled(clock, 1);
  // The steady clock of some browsers stands still in sleep.
  world.at += 20 * 60_000;
  trips.push({ out: 100, back: 100 });
  await sampled(clock, 1);
  expect(clock.now()).toBe(world.at);
});

test("samples that get no answer leave what is known", async () => {
  const { clock, world, trips } = device();
  await sampled(clock, 1);
  trips.push({ out: 10, back: 10, lost: true }, { out: 10, back: 10, lost: true });
  await sampled(clock, 2);
  expect(clock.now()).toBe(world.at);
});

test("a time that came with an answer serves until the first sample", async () => {
  const { clock, world } = device({ wrongBy: 90_000 });
  clock.hint(world.at - 15);
  expect(clock.now()).toBe(world.at - 15);
  await sampled(clock, 1);
  expect(clock.now()).toBe(world.at);
  clock.hint(0);
  expect(clock.now()).toBe(world.at);
});
