// A simulated traveller of a world that 'waypost simulate network' wrote: who it is, which cities it has been in, and how its
// phone reads what comes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 24 * 3600 * 1000;
const CHINA = 8 * 3600 * 1000;

export const fail = (reason) => {
  console.error(`node-smpp: ${reason}`);
  process.exit(1);
};

/** The first subscriber: number, ending of its ID, and the places with a stay longer than four hours in the last 14 days. */
export const subscriber = (world) => {
  const rows = (name) =>
    readFileSync(join(world, name), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  const [number, ending] = rows('subscribers.csv')[0];
  const today = Math.floor((Date.now() + CHINA) / DAY) * DAY - CHINA;
  const truth = new Set(
    rows('truth.csv')
      .filter(([who]) => who === number)
      .filter(([, , , , , arrival, departure]) => {
        const from = Math.max(Date.parse(arrival), today - 15 * DAY);
        const until = Math.min(Date.parse(departure), today);
        return until > today - 14 * DAY && until - from > 4 * 3600 * 1000;
      })
      .map(([, , , , name]) => name));
  return { number, ending, truth };
};

/** Joins segments by their reference; answers null until a message is whole. */
export const joiner = () => {
  const segments = new Map();
  return (pdu) => {
    const { udh, message } = pdu.short_message;
    if (!udh) {
      return message;
    }
    const header = udh.find((element) => element[0] === 0x00 || element[0] === 0x08);
    const reference = header[0] === 0x00 ? header[2] : header.readUInt16BE(2);
    const [total, part] = header.subarray(header.length - 2);
    const parts = segments.get(reference) ?? new Array(total).fill(null);
    parts[part - 1] = message;
    segments.set(reference, parts);
    return parts.includes(null) ? null : parts.join('');
  };
};

export const isAnswer = (message) => message.includes('根据您的授权查询');

/** Ends the program where the answer names other places than the traveller has been in. */
export const compare = (message, truth) => {
  const list = /天（[^）]*）[^：。；]*：([^。；]+)[。；]/.exec(message);
  const told = list ? list[1].split('、') : [];
  if (told.length !== truth.size || !told.every((name) => truth.has(name))) {
    fail(`the answer names ${told} (expected ${[...truth]})`);
  }
  console.log(`the answer names the ${told.length} places of truth.csv and no other`);
};
