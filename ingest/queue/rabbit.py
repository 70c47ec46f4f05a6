"""The broker on RabbitMQ, for more machines than one: dramatiq's own, strict about what it is told.

A message counts as sent once the server has confirmed that it is on disk. A consumer holds one message at
a time; when it dies, the server gives that message to another at once. RabbitMQ also takes a message back
from a consumer that holds it for half an hour (`consumer_timeout`): `INKOM_UNIT_SECONDS` stays below that,
and were it not so, the second delivery would find nothing to claim.
"""

import dramatiq
from dramatiq.brokers.rabbitmq import RabbitmqBroker
from dramatiq.errors import ConnectionClosed
from pika.connection import Parameters  # type: ignore[import-untyped]
from pika.exceptions import AMQPError  # type: ignore[import-untyped]

_SOCKET_SECONDS = 5
_HEARTBEAT_SECONDS = 30
"""A silent peer counts as gone after twice this time."""
_BLOCKED_SECONDS = 10
"""How long to wait for a server that accepts no messages, because its disk or memory is full."""


class RabbitBroker(RabbitmqBroker):
    """The broker at an `amqp://` or `amqps://` URL. Each thread connects at its first use.

    Operations raise dramatiq's BrokerConnectionError while the server does not answer.
    """

    def __init__(self, url: str, *, middleware: list[dramatiq.Middleware] | None = None) -> None:
        """ValueError if the URL cannot be understood."""
        super().__init__(url=url, confirm_delivery=True, middleware=middleware)
        _be_patient_for_seconds_only(self.parameters)

    def waiting(self, queue_name: str) -> int:
        """Messages that no consumer holds. Asking keeps the connection alive."""
        self.declare_queue(queue_name, ensure=True)
        try:
            answer = self.channel.queue_declare(queue=queue_name, passive=True)
        except AMQPError as error:
            # Next time over a new connection; and the queue itself may be gone.
            del self.connection
            self.queues_pending.add(queue_name)
            raise ConnectionClosed(error) from error  # type: ignore[no-untyped-call]
        return int(answer.method.message_count)


def _be_patient_for_seconds_only(parameters: Parameters) -> None:
    parameters.socket_timeout = _SOCKET_SECONDS
    parameters.stack_timeout = 2 * _SOCKET_SECONDS
    parameters.heartbeat = _HEARTBEAT_SECONDS
    parameters.blocked_connection_timeout = _BLOCKED_SECONDS
