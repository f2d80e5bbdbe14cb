export const develop = (client, zone, on) => client.send('devmode', { z: zone, v: on ? '1' : '0' });
