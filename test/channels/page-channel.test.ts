import { pageChannel } from '../../src/channels/index.ts'
import { describeChannelContract } from './contract.ts'

for (const name of ['web', 'terminal'] as const) {
  describeChannelContract(`the page "${name}"`, async () => ({
    channel: pageChannel(name),
    to: { channel: name, endpoint: '', externalUserId: 'khach' },
    seen: null,
    secrets: [],
    logged: () => '',
    close: async () => {},
  }))
}
