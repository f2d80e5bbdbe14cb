import axios from 'axios';

type Level = 'help' | 'high' | 'med' | 'low' | 'eoff';

interface Answer {
  result: string;
  msg: string | null;
}

const LEVELS: Record<string, Level> = {
  under_attack: 'help',
  high: 'high',
  medium: 'med',
  low: 'low',
  off: 'eoff',
};

async function setLevel(zone: string, level: Level): Promise<void> {
  const form = new URLSearchParams({
    a: 'sec_lvl',
    tkn: process.env.CF_KEY as string,
    email: process.env.CF_EMAIL as string,
    z: zone,
    v: level,
  });
  const { data } = await axios.post<Answer>('https://www.cloudflare.com/api_json.html', form);
  if (data.result === 'error') {
    throw new Error(data.msg as string);
  }
}

const [zone, name] = process.argv.slice(2) as [string, string];
const level = LEVELS[name];

if (!level) {
  console.log(`unknown level ${name}`);
  process.exit(2);
}

setLevel(zone, level)
  .then(() => console.log(`${zone}: ${level}`))
  .catch((err: Error) => {
    console.log(`${zone}: ${err.message}`);
    process.exitCode = 1;
  });
