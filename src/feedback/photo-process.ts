/** The process of `photo.ts`: a picture on standard input, a smaller JPEG on standard output. */
import { buffer } from 'node:stream/consumers'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { imageSize } from 'image-size'

const KINDS = new Set(['jpg', 'png', 'webp'])
/** As many as the best phones take; a small file may claim to hold far more. */
const MAX_PIXELS = 60_000_000
const MAX_SIDE = 1_600
const QUALITY = 80

const bytes = await buffer(process.stdin)
const { type, width, height } = imageSize(bytes)
if (!type || !KINDS.has(type) || width * height > MAX_PIXELS) process.exit(2)
const image = await loadImage(bytes)
const scale = Math.min(1, MAX_SIDE / Math.max(image.width, image.height))
const canvas = createCanvas(Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale)))
const context = canvas.getContext('2d')
context.fillStyle = '#ffffff'
context.fillRect(0, 0, canvas.width, canvas.height)
context.drawImage(image, 0, 0, canvas.width, canvas.height)
process.stdout.write(await canvas.encode('jpeg', QUALITY))
