/** What Twokey can ask of RabbitMQ and do to it. */
@NullMarked
package dev.twokey.connector.rabbitmq;

import org.jspecify.annotations.NullMarked;
