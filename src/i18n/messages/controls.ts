// Header, pickers and filters.
import type { RangePreset } from '../../contract/domain/range.ts';
import type { Split } from '../../contract/domain/segments.ts';
import type { Catalogue } from './message.ts';

export const controlsMessages = {
  'header.label': { en: 'What is shown', zh: '显示内容' },
  'header.more': { en: 'More settings', zh: '更多设置' },
  'panel.loading': { en: 'Loading…', zh: '加载中…' },
  'panel.failed': {
    en: 'This part of the page could not be fetched. After an update of the server, reload the page.',
    zh: '无法获取页面的这一部分。若服务器刚更新过，请刷新页面。',
  },

  'app.choose': { en: 'Choose an app', zh: '选择应用' },
  'app.label': { en: 'App: {name}', zh: '应用：{name}' },
  'app.several': {
    en: '{name} and {count, plural, one {# more} other {# more}}',
    zh: '{name} 及另外 {count, plural, other {# 个应用}}',
  },
  'app.search': { en: 'Find an app or type an AppId', zh: '查找应用或输入 AppId' },
  'app.searchListed': { en: 'Find an app', zh: '查找应用' },
  'app.group.listed': { en: 'Apps', zh: '应用' },
  'app.group.remembered': { en: 'Typed before', zh: '曾经输入' },
  'app.group.use': { en: 'Not in the list', zh: '不在列表中' },
  'app.use': { en: 'Use the AppId {id}', zh: '使用 AppId {id}' },
  'app.invalidId': {
    en: 'No app matches, and this is not an AppId: those are 1 to 64 letters, digits, - or _.',
    zh: '没有匹配的应用，且这不是有效的 AppId：AppId 由 1 到 64 个字母、数字、- 或 _ 组成。',
  },
  'app.onlyListed': {
    en: 'No app matches. This server shows only the apps in its list.',
    zh: '没有匹配的应用。此服务器只显示列表中的应用。',
  },
  'app.none': {
    en: 'No app yet. Copy an AppId from the ApsaraVideo Live console, under Live+ › ApsaraVideo Real-time Communication › Applications, and paste it here.',
    zh: '还没有应用。请在视频直播控制台的“Live+ › 实时音视频 › 应用管理”中复制 AppId，粘贴到这里。',
  },
  'app.noneListed': {
    en: 'This server has no apps in its list and takes no others. Whoever runs it can add them with {variable}.',
    zh: '此服务器的应用列表为空，且不接受其他应用。服务器管理员可通过 {variable} 添加。',
  },
  'app.edit': { en: 'Name or forget typed AppIds', zh: '命名或移除曾经输入的 AppId' },
  'app.edit.title': { en: 'Typed AppIds', zh: '曾经输入的 AppId' },
  'app.edit.name': { en: 'Name of {id}', zh: '{id} 的名称' },
  'app.edit.unnamed': { en: 'No name', zh: '未命名' },
  'app.edit.forget': { en: 'Forget {name}', zh: '移除 {name}' },
  'app.edit.empty': { en: 'None are remembered any more.', zh: '已没有记住的 AppId。' },
  'app.edit.kept': { en: 'Remembered in this browser only.', zh: '仅保存在此浏览器中。' },
  'app.edit.done': { en: 'Done', zh: '完成' },

  'range.preset.1h': { en: 'Last hour', zh: '最近 1 小时' },
  'range.preset.6h': { en: 'Last 6 hours', zh: '最近 6 小时' },
  'range.preset.24h': { en: 'Last 24 hours', zh: '最近 24 小时' },
  'range.preset.today': { en: 'Today', zh: '今天' },
  'range.preset.yesterday': { en: 'Yesterday', zh: '昨天' },
  'range.preset.3d': { en: 'Last 3 days', zh: '最近 3 天' },
  'range.preset.7d': { en: 'Last 7 days', zh: '最近 7 天' },
  'range.preset.14d': { en: 'Last 14 days', zh: '最近 14 天' },
  'range.preset.30d': { en: 'Last 30 days', zh: '最近 30 天' },
  'range.fixed': { en: 'Fixed times', zh: '固定时段' },
  'range.resolved': { en: '{span}, {offset}', zh: '{span}，{offset}' },
  'range.twoOffsets': { en: '{first} to {last}', zh: '由 {first} 变为 {last}' },
  'range.bucketOffsets': {
    en: '{begin} ({first}) – {end} ({last})',
    zh: '{begin} ({first}) – {end} ({last})',
  },
  'range.label': { en: 'Time range: {name}, {resolved}', zh: '时间范围：{name}，{resolved}' },
  'range.title': { en: 'Time range', zh: '时间范围' },
  'range.presets': { en: 'Ranges that move with the clock', zh: '随时间推移的范围' },
  'range.earlier': { en: 'One range earlier', zh: '向前一个时段' },
  'range.later': { en: 'One range later', zh: '向后一个时段' },
  'range.zoomOut': { en: 'Zoom out to twice the range', zh: '将范围扩大一倍' },
  'range.atOldest': {
    en: 'This is as far back as the data goes',
    zh: '已是最早的数据',
  },
  'range.atNewest': { en: 'This is the newest data', zh: '已是最新的数据' },
  'range.atWhole': { en: 'All the data there is, is in sight', zh: '已显示全部数据' },
  'range.atLongest': {
    en: 'This is the longest range one page shows',
    zh: '已是单页可显示的最长范围',
  },
  'range.typed': { en: 'Type a range', zh: '输入时间范围' },
  'range.typed.example': {
    en: 'now-6h, 10:00-12:00, yesterday',
    zh: 'now-6h，10:00-12:00，yesterday',
  },
  'range.apply': { en: 'Apply', zh: '应用' },
  'range.custom': { en: 'From – to', zh: '起止时间' },
  'range.from': { en: 'From', zh: '从' },
  'range.to': { en: 'To', zh: '到' },
  'range.from.day': { en: 'First day, as year-month-day', zh: '开始日期，格式为年-月-日' },
  'range.from.time': { en: 'Time on the first day', zh: '开始时间' },
  'range.to.day': { en: 'Last day, as year-month-day', zh: '结束日期，格式为年-月-日' },
  'range.to.time': { en: 'Time on the last day', zh: '结束时间' },
  'range.calendar.open': { en: 'Pick days on a calendar', zh: '在日历上选择日期' },
  'range.calendar.close': { en: 'Hide the calendar', zh: '收起日历' },
  'range.calendar': { en: 'Calendar', zh: '日历' },
  'range.error.unreadable': {
    en: 'That is not a range this page can read. Write it like 6h, 10:00-12:00 or 2026-11-20 20:00 to 22:00.',
    zh: '无法识别这个时间范围。请按 6h、10:00-12:00 或 2026-11-20 20:00 to 22:00 的形式输入。',
  },
  'range.error.reversed': { en: 'The end is before the start.', zh: '结束时间早于开始时间。' },
  'range.error.empty': { en: 'That is a range of no length.', zh: '这个时间范围的长度为零。' },
  'range.error.outside': {
    en: 'There is no data then: it goes back to {oldest} and up to now.',
    zh: '该时段没有数据：数据从 {oldest} 开始，到现在为止。',
  },
  'range.error.day': {
    en: 'Write both days as year-month-day, like {example}.',
    zh: '请按“年-月-日”填写两个日期，例如 {example}。',
  },
  'range.error.time': {
    en: 'Write both times as hours and minutes, from 00:00 to 24:00.',
    zh: '请按“时:分”填写两个时间，范围为 00:00 到 24:00。',
  },
  'range.cut.before': {
    en: 'Older than the data goes: starts at {begin}.',
    zh: '早于现有数据：从 {begin} 开始。',
  },
  'range.cut.long': {
    en: 'Longer than the {days, plural, one {# day} other {# days}} one page shows: starts at {begin}.',
    zh: '超过单页最多显示的 {days} 天：从 {begin} 开始。',
  },
  'range.cut.after': {
    en: 'Not all of it has come yet: ends at {end}.',
    zh: '部分时间尚未到来：到 {end} 为止。',
  },
  'range.cut.both': {
    en: 'Only this much of it is there: {span}.',
    zh: '其中仅有这一段存在：{span}。',
  },
  'range.recent': { en: 'Recent', zh: '最近使用' },
  'range.limit': {
    en: 'Data goes back {days, plural, one {# day} other {# days}}, to {oldest}.',
    zh: '数据最多保留 {days} 天，最早到 {oldest}。',
  },
  'range.limitKept': {
    en: 'Data goes back to {oldest}: this server keeps what the service drops after {days, plural, one {# day} other {# days}}. One page shows up to {longest, plural, one {# day} other {# days}}.',
    zh: '数据最早到 {oldest}：服务本身只保留 {days} 天，更早的由本服务器留存。单页最多显示 {longest} 天。',
  },

  'zone.change': { en: 'Time zone: {zone}, {offset}', zh: '时区：{zone}，{offset}' },
  'zone.title': { en: 'Time zone', zh: '时区' },
  'zone.back': { en: 'Back to the range', zh: '返回时间范围' },
  'zone.search': {
    en: 'Find a zone, such as Tokyo or UTC+8',
    zh: '查找时区，例如 Shanghai 或 UTC+8',
  },
  'zone.local': { en: 'This device: {zone}', zh: '本机时区：{zone}' },
  'zone.none': { en: 'No zone matches.', zh: '没有匹配的时区。' },
  'zone.more': {
    en: '{count, plural, one {# more zone; type to find it.} other {# more zones; type to find one.}}',
    zh: '还有 {count} 个时区，输入文字查找。',
  },

  'refresh.now': { en: 'Refresh now', zh: '立即刷新' },
  'refresh.busy': { en: 'Fetching new data', zh: '正在获取新数据' },

  'theme.title': { en: 'Theme', zh: '主题' },
  'theme.system': { en: 'Like the system', zh: '跟随系统' },
  'theme.light': { en: 'Light', zh: '浅色' },
  'theme.dark': { en: 'Dark', zh: '深色' },

  // Each language is named in itself.
  'lang.title': { en: 'Language', zh: '语言 Language' },
  'lang.en': { en: 'English', zh: 'English' },
  'lang.zh': { en: '简体中文', zh: '简体中文' },

  'person.title': { en: 'Signed in as {name}', zh: '已登录：{name}' },
  'person.signedIn': { en: 'Signed in as', zh: '当前用户' },
  'person.signOut': { en: 'Sign out', zh: '退出登录' },

  'demo.badge': { en: 'Demo data', zh: '演示数据' },
  'demo.title': { en: 'These figures are invented', zh: '这些数据是模拟的' },
  'demo.why': {
    en: 'They come from a simulator inside this server, over the same path as real ones. To see your own apps, set these two variables and start the server again:',
    zh: '它们来自此服务器内置的模拟器，与真实数据经过相同的路径。要查看自己的应用，请设置以下两个环境变量并重新启动服务器：',
  },

  'filter.label': { en: 'Filters', zh: '筛选' },
  'filter.all': { en: 'All', zh: '全部' },
  'filter.os': { en: 'OS', zh: '操作系统' },
  'filter.terminal': { en: 'Terminal', zh: '终端' },
  'filter.channel': { en: 'Channel ID', zh: '频道 ID' },
  'filter.channel.any': { en: 'Any channel', zh: '所有频道' },
  'filter.channel.apply': { en: 'Press Enter to apply.', zh: '按回车键应用。' },
  'filter.channel.clear': { en: 'Clear the channel ID', zh: '清空频道 ID' },
  'filter.channel.invalid': {
    en: 'A channel ID has 1 to 128 characters and no control characters.',
    zh: '频道 ID 为 1 到 128 个字符，且不含控制字符。',
  },
  'filter.chip.os': { en: 'OS: {value}', zh: '操作系统：{value}' },
  'filter.chip.terminal': { en: 'Terminal: {value}', zh: '终端：{value}' },
  'filter.chip.channel': { en: 'Channel: {value}', zh: '频道：{value}' },
  'filter.remove': { en: 'Remove the filter “{label}”', zh: '移除筛选“{label}”' },
  'filter.clear': { en: 'Clear all', zh: '全部清除' },

  'split.title': { en: 'Split by', zh: '拆分' },
  'split.none': { en: 'None', zh: '不拆分' },
  'split.os': { en: 'OS', zh: '操作系统' },
  'split.terminal': { en: 'Terminal', zh: '终端' },
  'split.os-terminal': { en: 'OS × terminal', zh: '操作系统 × 终端' },
  'split.app': { en: 'App', zh: '应用' },

  'notice.label': { en: 'About this link', zh: '关于此链接' },
  'notice.dismiss': { en: 'Dismiss', zh: '关闭提示' },
  'notice.app': {
    en: 'The link’s app “{value}” is not one this page can show; it is left out.',
    zh: '链接中的应用“{value}”无法显示，已忽略。',
  },
  'notice.metric': {
    en: 'The link’s metric “{value}” is not one this page knows; showing join success.',
    zh: '链接中的指标“{value}”无法识别，改为显示加入频道成功率。',
  },
  'notice.os': {
    en: 'The link’s OS “{value}” is not one this page knows; showing all.',
    zh: '链接中的操作系统“{value}”无法识别，改为显示全部。',
  },
  'notice.terminal': {
    en: 'The link’s terminal “{value}” is not one this page knows; showing all.',
    zh: '链接中的终端“{value}”无法识别，改为显示全部。',
  },
  'notice.channel': {
    en: 'The link’s channel ID “{value}” is not a valid one; showing all channels.',
    zh: '链接中的频道 ID“{value}”无效，改为显示所有频道。',
  },
  'notice.range': {
    en: 'The link’s range “{value}” does not fit here; showing {shown}.',
    zh: '链接中的时间范围“{value}”不适用，改为显示{shown}。',
  },
  'notice.from': {
    en: 'The link’s start “{value}” does not make a range; showing {shown}.',
    zh: '链接中的开始时间“{value}”不能构成时间范围，改为显示{shown}。',
  },
  'notice.to': {
    en: 'The link’s end “{value}” does not make a range; showing {shown}.',
    zh: '链接中的结束时间“{value}”不能构成时间范围，改为显示{shown}。',
  },
  'notice.split': {
    en: 'The link’s split “{value}” is not one this page knows; not splitting.',
    zh: '链接中的拆分方式“{value}”无法识别，改为不拆分。',
  },
  'notice.compare': {
    en: 'The link’s comparison “{value}” is not one this page knows; comparing with nothing.',
    zh: '链接中的对比方式“{value}”无法识别，改为不对比。',
  },
  'notice.tz': {
    en: 'The link’s time zone “{value}” is not one this browser knows; showing local time.',
    zh: '此浏览器无法识别链接中的时区“{value}”，改为显示本机时间。',
  },
  'notice.theme': {
    en: 'The link’s theme “{value}” is not one this page knows; keeping yours.',
    zh: '链接中的主题“{value}”无法识别，沿用您的设置。',
  },
  'notice.lang': {
    en: 'The link’s language “{value}” is not one this page speaks; keeping yours.',
    zh: '链接中的语言“{value}”不受支持，沿用您的设置。',
  },
  'notice.other': {
    en: 'The link’s “{param}” has the value “{value}”, which this page cannot use; it is left out.',
    zh: '链接中的“{param}”取值“{value}”无法使用，已忽略。',
  },
} as const satisfies Catalogue<`range.preset.${RangePreset}` | `split.${Split}`>;
