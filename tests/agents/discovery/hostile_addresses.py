"""Addresses and names that a crawl must never reach, as data; ``{port}`` stands for a port that something listens on.

The ranges are those of IANA's IPv4 and IPv6 special-purpose address registries with their RFCs; the spellings follow
the host parser of the WHATWG URL standard and what system resolvers accept beyond it.
"""

IPV4 = {
    "this network (RFC 791)": ("0.0.0.0", "0.0.0.1", "0.255.255.255"),
    "private (RFC 1918)": ("10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.1.1"),
    "shared by carriers (RFC 6598)": ("100.64.0.1", "100.127.255.254", "100.100.100.200"),
    "loopback (RFC 1122)": ("127.0.0.1", "127.0.0.2", "127.255.255.254"),
    "link-local and metadata (RFC 3927)": ("169.254.0.1", "169.254.169.254", "169.254.170.2", "169.254.0.23"),
    "protocol assignments (RFC 6890)": ("192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170",
                                        "192.0.0.192"),
    "documentation (RFC 5737)": ("192.0.2.1", "198.51.100.1", "203.0.113.1"),
    "AS112 and multicast relays (RFC 7535, 7450, 7534)": ("192.31.196.1", "192.52.193.1", "192.175.48.1"),
    "6to4 relays (RFC 7526)": ("192.88.99.1", "192.88.99.2"),
    "benchmarks (RFC 2544)": ("198.18.0.1", "198.19.255.254"),
    "multicast (RFC 5771)": ("224.0.0.1", "224.0.0.251", "239.255.255.250"),
    "reserved and broadcast (RFC 1112, 919)": ("240.0.0.1", "254.1.2.3", "255.255.255.255"),
    "the host of a cloud's machine": ("168.63.129.16",),
}  # fmt: skip

IPV6 = {
    "unspecified and loopback (RFC 4291)": ("::", "::1", "0:0:0:0:0:0:0:1"),
    "IPv4-mapped (RFC 4291)": ("::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
                               "0:0:0:0:0:ffff:7f00:1", "::ffff:8.8.8.8"),
    "IPv4-compatible (RFC 4291)": ("::127.0.0.1", "::7f00:1", "::10.0.0.1"),
    "IPv4-translated (RFC 2765)": ("::ffff:0:127.0.0.1", "::ffff:0:a00:1"),
    "NAT64 (RFC 6052)": ("64:ff9b::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::5db8:d70e"),
    "local NAT64 (RFC 8215)": ("64:ff9b:1::127.0.0.1", "64:ff9b:1::a00:1"),
    "discard and dummy (RFC 6666, 9780)": ("100::1", "100:0:0:1::1"),
    "protocol assignments (RFC 2928)": ("2001:1::1", "2001:1::2", "2001:1::3", "2001:2::1", "2001:3::1",
                                        "2001:4:112::1", "2001:10::1", "2001:20::1", "2001:30::1", "2001:1ff::1"),
    "Teredo (RFC 4380)": ("2001::1", "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
    "documentation (RFC 3849, 9637)": ("2001:db8::1", "3fff::1"),
    "6to4 (RFC 3056)": ("2002:7f00:1::", "2002:a00:1::1", "2002:a9fe:a9fe::1", "2002:808:808::1"),
    "ISATAP (RFC 5214)": ("2a00:1450::5efe:7f00:1", "2a00:1450::200:5efe:a00:1", "fe80::5efe:192.168.0.1"),
    "AS112 (RFC 7534)": ("2620:4f:8000::1",),
    "segment routing (RFC 9602)": ("5f00::1",),
    "unique local and metadata (RFC 4193)": ("fc00::1", "fd00::1", "fd00:ec2::254", "fd20:ce::254"),
    "link-local (RFC 4291)": ("fe80::1", "fe80::1%25eth0", "fe80::1%251", "fe80::a9fe:a9fe"),
    "site-local (RFC 3879)": ("fec0::1", "feff::1"),
    "multicast (RFC 4291)": ("ff02::1", "ff02::fb", "ff05::1", "ff0e::1"),
    "not assigned": ("1::1", "200::1", "4000::1", "6000::1", "e000::1"),
}  # fmt: skip

SPELLINGS = {
    "short": ("127.1", "127.0.1", "0", "10.1", "192.168.257"),
    "decimal": ("2130706433", "2852039166", "3232235777", "4294967295"),
    "hexadecimal": ("0x7f.1", "0x7f000001", "0x7F.0x0.0x0.0x1", "0xa9fea9fe", "0x"),
    "octal": ("0177.0.0.1", "017700000001", "0177.1", "012.0.0.1"),
    "mixed": ("0x7f.0.0.01", "127.0x0.00.1", "0251.254.0xa9.254", "127.0.0.08"),
    "too large": ("256.256.256.256", "4294967296", "127.0.0.1.1", "1.2.3.4.5"),
    "circled digits": ("①②⑦.⓪.⓪.①", "①②⑦.①", "⑯⑨。②⑤④。⑯⑨。②⑤④"),
    "full width": ("１２７.０.０.１", "127．0．0．1", "127。0。0。1", "127｡0｡0｡1", "０ｘ７ｆ．１"),
    "other digits": ("𝟏𝟐𝟕.𝟎.𝟎.𝟏", "¹²⁷.⁰.⁰.¹", "١٢٧.٠.٠.١"),
    "trailing dots": ("127.0.0.1.", "127.1.", "localhost.", "127.0.0.1..", "127.0.0.1。"),
    "percent-encoded": ("%31%32%37.0.0.1", "127%2e0%2e0%2e1", "%6c%6f%63%61%6c%68%6f%73%74", "127.0.0.1%00",
                        "%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1", "%2531%2532%2537.0.0.1"),
}  # fmt: skip

LOCAL_NAMES = {
    "localhost": ("localhost", "LOCALHOST", "LocalHost.", "shop.localhost", "a.b.localhost.", "localhost.localdomain",
                  "localhost6", "ip6-localhost", "ip6-loopback", "broadcasthost"),
    "homographs of localhost": ("ｌｏｃａｌｈｏｓｔ", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "locaⅼhost", "localhoſt", "local\u00adhost",
                                "local\u200bhost", "lοcalhost", "xn--lcalhost-27g", "𝓵𝓸𝓬𝓪𝓵𝓱𝓸𝓼𝓽"),
    "of one network": ("router", "intranet", "metadata", "instance-data", "printer.local", "wiki.internal", "nas.lan",
                       "fritz.home", "gate.home.arpa", "files.corp", "hidden.onion", "metadata.google.internal",
                       "kubernetes.default.svc.cluster.local", "host.docker.internal", "gone.invalid"),
}  # fmt: skip

# Public by its form, and nobody's since the 6bone was given back (RFC 3701).
PUBLIC = "3ffe::1"

# What a name server answers for names that look like any other.
RESOLVED = {
    "localtest.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "ten.example": ["10.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "metadata.six.example": ["fd00:ec2::254"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "translated.example": ["64:ff9b::7f00:1"],
    "sixtofour.example": ["2002:7f00:1::"],
    "scoped.example": ["fe80::1%lo"],
    "nothing.example": ["0.0.0.0"],
    "nonsense.example": ["127.0.0.1\x00"],
    "first.of.two.example": ["127.0.0.1", PUBLIC],
    "last.of.two.example": [PUBLIC, "127.0.0.1"],
    "last.of.many.example": [PUBLIC, "3ffe::2", "3ffe::3", "::1"],
    "xn--mller-kva.example": ["127.0.0.1"],
    "under_score.example": ["127.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
}
NAMES = (*RESOLVED, "müller.example", "MÜLLER。example")

# Hosts that one program reads here and another there.
TRICKS = (
    "http://public.example@127.0.0.1:{port}/",
    "http://public.example:80@127.0.0.1:{port}/",
    "http://public.example%40127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@public.example/",
    "http://127.0.0.1:{port}?@public.example/",
    "http://127.0.0.1:{port}/@public.example/",
    "http://127.0.0.1:{port}\\@public.example/",
    "http://public.example\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\.public.example/",
    "http://public.example:80\\@@127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http:/\\127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:////127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/",
    "ht\ntp://127.0.0.1:{port}/",
    "http://127.0\t.0.1:{port}/",
    "http://127.0.0.1 .public.example:{port}/",
    "http://127.0.0.1\x00.public.example:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[[::1]]:{port}/",
    "http://[::ffff:127.0.0.1].public.example:{port}/",
    "http://127.0.0.1:{port}:80/",
    "http://@127.0.0.1:{port}/",
    "http://:@127.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
    "https://[::1]:{port}/",
    "https://localhost:{port}/",
)

# Other services than the web, on a host that is public.
PORTS = tuple(
    f"http://public.example:{number}/"
    for number in (0, 1, 7, 9, 21, 22, 23, 25, 53, 110, 143, 389, 465, 587, 993, 2049, 6000, 6667, 10080)
)
NOT_PORTS = ("http://public.example:65536/", "http://public.example:-1/", "http://public.example:x/")

SCHEMES = (
    "file:///etc/hosts",
    "file://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/",
    "wss://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x",
    "dict://127.0.0.1:{port}/x",
    "ldap://127.0.0.1:{port}/",
    "tftp://127.0.0.1:{port}/x",
    "sftp://127.0.0.1:{port}/",
    "smb://127.0.0.1:{port}/x",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/info",
    "data:text/html,<img src=http://127.0.0.1:{port}/>",
    "javascript:fetch('http://127.0.0.1:{port}/')",
    "blob:http://127.0.0.1:{port}/b0b",
    "filesystem:http://127.0.0.1:{port}/temporary/x",
    "view-source:http://127.0.0.1:{port}/",
    "about:blank",
    "chrome://version/",
    "jar:http://127.0.0.1:{port}/!/",
    "feed:http://127.0.0.1:{port}/",
)

# Only a place to go to from another page.
RELATIVE = (
    "//127.0.0.1:{port}/",
    "///127.0.0.1:{port}/",
    "\\\\127.0.0.1:{port}/",
    "/\\127.0.0.1:{port}/",
    "//public.example@127.0.0.1:{port}/",
    "//0x7f.1:{port}/",
    "//[::1]:{port}/",
)


def _hosts(groups: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(host for group in groups.values() for host in group)


HOSTILE = (
    *(f"http://{host}:{{port}}/" for host in (*_hosts(IPV4), *_hosts(SPELLINGS), *_hosts(LOCAL_NAMES), *NAMES)),
    *(f"http://[{host}]:{{port}}/" for host in _hosts(IPV6)),
    *TRICKS,
    *SCHEMES,
)
ABSOLUTE = (*HOSTILE, *PORTS, *NOT_PORTS)


def resolve(host: str, port: int) -> list[str]:
    """A name server that knows the names above, and one that is public."""
    return [PUBLIC] if host == "public.example" else RESOLVED.get(host, [])


def resolve_hostile(host: str, port: int) -> list[str]:
    """A name server that knows only the names above, so that a test can never leave the machine."""
    return RESOLVED.get(host, [])
