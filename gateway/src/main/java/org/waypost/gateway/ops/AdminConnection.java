package org.waypost.gateway.ops;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waypost.gateway.authorization.Operator;
import org.waypost.gateway.authorization.StaffAction;
import org.waypost.gateway.store.StoreUnavailableException;

/**
 * One connection: one request, one answer, closed. Everything runs on the connection's event loop but the endpoint itself,
 * which may wait and has a thread of the workers.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written or closed is a connection that has ended
final class AdminConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(AdminConnection.class);
    /** From the first byte to the last of a head, and of a small body. */
    private static final Duration REQUEST_PATIENCE = Duration.ofSeconds(5);

    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BODY_PATIENCE = Duration.ofSeconds(60);

    private final AdminGate gate;
    private final OperatorGate operators;
    private final Executor workers;
    private final ByteBuf small = Unpooled.buffer(0);
    private AdminGate.Decision.@Nullable Admitted admitted;
    private @Nullable StreamedBody streamed;
    private long received;
    /** The one request of this connection has come to its end; what follows is not read. */
    private boolean whole;

    private boolean headOnly;
    private boolean answered;
    private @Nullable ScheduledFuture<?> timer;

    AdminConnection(AdminGate gate, OperatorGate operators, Executor workers) {
        this.gate = gate;
        this.operators = operators;
        this.workers = workers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        timer = closeAfter(context, REQUEST_PATIENCE);
    }

    private static ScheduledFuture<?> closeAfter(ChannelHandlerContext context, Duration patience) {
        return context.executor().schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (answered) {
                return;
            }
            if (message instanceof HttpRequest head && !whole) {
                begin(context, head);
            }
            if (message instanceof HttpContent content && admitted != null && !answered && !whole) {
                take(context, admitted, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest head) {
        headOnly = head.method().equals(HttpMethod.HEAD);
        AdminGate.Decision decision = gate.decide(head);
        if (decision instanceof AdminGate.Decision.Refused refused) {
            refuse(context, refused);
        } else if (decision instanceof AdminGate.Decision.Admitted one) {
            admitted = one;
            if (HttpUtil.is100ContinueExpected(head)) {
                context.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
            if (one.route().streams()) {
                stopTimer();
                context.channel().config().setAutoRead(false);
                StreamedBody body = new StreamedBody(context.channel()::read, BODY_PATIENCE);
                streamed = body;
                work(context, one, body);
            }
        }
    }

    private void take(ChannelHandlerContext context, AdminGate.Decision.Admitted one, HttpContent content) {
        received += content.content().readableBytes();
        whole = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure()) {
            fail(context, new AdminGate.Decision.Refused(400, "the body cannot be read", ""));
        } else if (received > one.route().longestBody()) {
            fail(context, AdminGate.tooLong(one.route()));
        } else if (streamed != null) {
            streamed.add(content.content().retain());
            if (whole) {
                streamed.end();
            }
        } else {
            small.writeBytes(content.content());
            if (whole) {
                stopTimer();
                byte[] body = new byte[small.readableBytes()];
                small.readBytes(body);
                work(context, one, new ByteArrayInputStream(body));
            }
        }
    }

    private void fail(ChannelHandlerContext context, AdminGate.Decision.Refused refused) {
        if (streamed != null) {
            streamed.broken(refused.reason());
        }
        refuse(context, refused);
    }

    private void work(ChannelHandlerContext context, AdminGate.Decision.Admitted one, InputStream body) {
        try {
            workers.execute(() -> {
                Answer answer = answer(one, body);
                context.executor().execute(() -> write(context, answer, ""));
            });
        } catch (RejectedExecutionException e) {
            close(body);
            write(context, Answer.error(503, "too many requests at once, or the gateway stops"), "");
        }
    }

    private Answer answer(AdminGate.Decision.Admitted one, InputStream body) {
        try (body) {
            StaffAction action = one.route().action();
            String operator = action == null ? Operator.MACHINE : operators.admit(action, one.shown());
            return one.route().endpoint().answer(new Asked(one.variables(), one.parameters(), operator, body));
        } catch (OperatorRefusedException e) {
            return Answer.error(403, String.valueOf(e.getMessage()));
        } catch (RefusedRequestException e) {
            return Answer.error(e.status(), String.valueOf(e.getMessage()));
        } catch (StoreUnavailableException e) {
            return Answer.error(503, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.warn("an admin request could not be answered: {}", e.getMessage());
            return Answer.error(500, String.valueOf(e.getMessage()));
        } catch (Exception e) {
            LOG.error("an admin request failed", e);
            return Answer.error(500, "failed; the log of the gateway says why");
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            LOG.debug("a body cannot be closed", e);
        }
    }

    private void refuse(ChannelHandlerContext context, AdminGate.Decision.Refused refused) {
        write(context, Answer.error(refused.status(), refused.reason()), refused.allow());
    }

    private void write(ChannelHandlerContext context, Answer answer, String allow) {
        if (answered) {
            return;
        }
        answered = true;
        stopTimer();
        timer = closeAfter(context, ANSWER_PATIENCE);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.type());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-resource-policy", "same-origin");
        if (answer.status() == 401) {
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (!allow.isEmpty()) {
            headers.set(HttpHeaderNames.ALLOW, allow);
        }
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopTimer();
        if (streamed != null) {
            streamed.broken("the connection ended before the body did");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("an admin connection broke", cause);
        context.close();
    }
}
