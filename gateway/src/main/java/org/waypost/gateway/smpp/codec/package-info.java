/**
 * SMPP on the wire: {@link org.waypost.gateway.smpp.codec.FrameDecoder} cuts the stream,
 * {@link org.waypost.gateway.smpp.codec.PduDecoder} reads a frame, {@link org.waypost.gateway.smpp.codec.PduEncoder} writes
 * one. Whatever a stranger sends is a value here, never an exception, and nothing is read beyond its frame. Who may send what
 * when is the business of {@code smpp.session}.
 */
@NullMarked
package org.waypost.gateway.smpp.codec;

import org.jspecify.annotations.NullMarked;
