"""What one call has learned about which hosts answer."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Network:
    """The hosts that answered and those that did not.

    Without this memory, a machine behind a silent firewall would wait for each file of each
    mirror.
    """

    reached: set[str] = field(default_factory=set)
    unreachable: set[str] = field(default_factory=set)

    def is_worth_trying(self, url: str) -> bool:
        """Tells whether to ask an address: not where two hosts, and all so far, were silent."""
        no_network = not self.reached and len(self.unreachable) >= 2
        return not no_network and urlsplit(url).netloc not in self.unreachable

    def answered(self, url: str) -> None:
        self.reached.add(urlsplit(url).netloc)

    def did_not_answer(self, url: str) -> None:
        """Gives a host up, unless it has answered before and may do so again."""
        host = urlsplit(url).netloc
        if host not in self.reached:
            self.unreachable.add(host)
