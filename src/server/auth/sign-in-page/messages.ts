// What the sign-in page says. The page's own catalogue is behind the door that this one opens.

export type AccessLang = 'en' | 'zh';

/** Why somebody is not signed in, after a try. */
export type SignInTrouble = 'wrong' | 'slow' | 'insecure';

interface AccessWords {
  locale: string;
  title: string;
  intro: string;
  label: string;
  hint: string;
  submit: string;
  stays: string;
  gatewayTitle: string;
  gateway: string;
  gatewayAdvice: string;
  other: { lang: AccessLang; locale: string; name: string };
  trouble: (kind: SignInTrouble, seconds: number) => string;
}

export const ACCESS_WORDS: Readonly<Record<AccessLang, AccessWords>> = {
  en: {
    locale: 'en-US',
    title: 'Sign in',
    intro: 'This server shows its figures to people who have an access token.',
    label: 'Access token',
    hint: 'It begins with “artc-”; whoever runs this server can make you one.',
    submit: 'Sign in',
    stays: 'This browser stays signed in for up to 30 days.',
    gatewayTitle: 'Not signed in',
    gateway: 'Signing in here is done by a gateway, and it did not say who you are.',
    gatewayAdvice:
      'Open the address that goes through the gateway. If this is that address, ask whoever runs this server.',
    other: { lang: 'zh', locale: 'zh-CN', name: '简体中文' },
    trouble: (kind, seconds) =>
      ({
        wrong:
          'This token is not known here. Check that all of it was copied; it may also have been removed.',
        slow: `Too many wrong tokens came from your address. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
        insecure: 'Signing in works over https only: open this address with https:// in front.',
      })[kind],
  },
  zh: {
    locale: 'zh-CN',
    title: '登录',
    intro: '此服务器仅向持有访问令牌的人显示数据。',
    label: '访问令牌',
    hint: '令牌以“artc-”开头，可向服务器管理员索取。',
    submit: '登录',
    stays: '此浏览器最长保持登录 30 天。',
    gatewayTitle: '未登录',
    gateway: '此服务器由网关负责登录，但网关未提供您的身份。',
    gatewayAdvice: '请通过网关的地址访问。如果当前已是该地址，请联系服务器管理员。',
    other: { lang: 'en', locale: 'en-US', name: 'English' },
    trouble: (kind, seconds) =>
      ({
        wrong: '无法识别该令牌。请检查是否完整复制；令牌也可能已被移除。',
        slow: `来自您地址的错误令牌过多，请在 ${seconds} 秒后重试。`,
        insecure: '仅支持通过 https 登录：请以 https:// 打开此地址。',
      })[kind],
  },
};

/** The first language we speak of those asked for, in this order: `lang` itself, then an Accept-Language header. */
export function chooseAccessLang(lang: string | null, accepted: string | undefined): AccessLang {
  const wishes = [lang ?? '', ...(accepted ?? '').split(',')].map((one) =>
    one.trim().toLowerCase(),
  );
  return wishes.find((one) => /^(?:en|zh)\b/.test(one))?.startsWith('zh') ? 'zh' : 'en';
}
