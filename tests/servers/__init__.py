"""Real servers for the tests: each in a folder of its own, on free ports, killed at the end come what may.

A server's client ports stay the same when it is killed and started again, so its URL holds.
"""

from tests.servers.postgresql import PostgreSQL
from tests.servers.rabbitmq import RabbitMQ
from tests.servers.seaweedfs import SeaweedFS

__all__ = ["PostgreSQL", "RabbitMQ", "SeaweedFS"]
